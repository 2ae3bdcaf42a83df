package dev.rdi.control.api.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Paths and queries as they come over the wire, decoded strictly. Stateless. */
final class UrlText {

    private UrlText() {}

    /**
     * The decoded parts of a path.
     *
     * @throws ApiException 400 if one isn't UTF-8, climbs, or holds a slash or a control character
     */
    static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String part : path.substring(1).split("/", -1)) {
            String segment = decode(part);
            boolean climbs = segment.equals(".") || segment.equals("..");
            if (climbs || segment.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))) {
                throw new ApiException(400, "the path of the request isn't one of the API");
            }
            segments.add(segment);
        }
        return segments;
    }

    /**
     * The parameters of a query.
     *
     * @throws ApiException 400 if one isn't UTF-8 or comes twice
     */
    static Map<String, String> query(@Nullable String query) {
        Map<String, String> values = new HashMap<>();
        if (query == null || query.isEmpty()) {
            return values;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode((equals < 0 ? pair : pair.substring(0, equals)).replace('+', ' '));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1).replace('+', ' '));
            if (values.put(name, value) != null) {
                throw new ApiException(400, "a parameter of the query is there twice");
            }
        }
        return values;
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0 && text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                bytes.write(raw[i]);
                continue;
            }
            int high = i + 2 <= raw.length - 1 ? Character.digit(raw[i + 1], 16) : -1;
            int low = i + 2 <= raw.length - 1 ? Character.digit(raw[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new ApiException(400, "a percent sign in the address isn't followed by two digits");
            }
            bytes.write(high * 16 + low);
            i += 2;
        }
        return utf8(bytes.toByteArray());
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ApiException(400, "the address isn't UTF-8");
        }
    }
}
