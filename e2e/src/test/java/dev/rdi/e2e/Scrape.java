package dev.rdi.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Prometheus gets of a server.
 *
 * <p>Immutable.
 *
 * @param types of the metrics, by name
 */
record Scrape(Map<String, String> types, List<Sample> samples) {

    private static final Pattern PORT = Pattern.compile("(?:Listening|Metrics are) at port (\\d+)");
    private static final Pattern LINE = Pattern.compile("([A-Za-z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** One series. */
    record Sample(String name, Map<String, String> labels, double value) {}

    /** Asks a server that listens. */
    static Scrape of(RunProcess server, String path) {
        Matcher port = PORT.matcher(server.log());
        if (!port.find()) {
            throw new AssertionError(server.tail());
        }
        URI uri = URI.create("http://127.0.0.1:" + port.group(1) + path);
        try {
            var response =
                    HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(uri + " answers " + response.statusCode());
            }
            return parse(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Scrape parse(String text) {
        Map<String, String> types = new HashMap<>();
        List<Sample> samples = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("# TYPE ")) {
                String[] words = line.split(" ", -1);
                types.put(words[2], words[3]);
            } else if (!line.startsWith("#")) {
                samples.add(sample(line));
            }
        }
        return new Scrape(types, samples);
    }

    private static Sample sample(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new AssertionError("not a sample: " + line);
        }
        Map<String, String> labels = new HashMap<>();
        Matcher label = LABEL.matcher(parts.group(2) == null ? "" : parts.group(2));
        while (label.find()) {
            labels.put(label.group(1), label.group(2));
        }
        return new Sample(parts.group(1), labels, Double.parseDouble(parts.group(3)));
    }

    /** The sum of all series of a name that have a label; 0 if there are none. */
    double value(String name, String label, String value) {
        return samples.stream()
                .filter(it -> it.name().equals(name) && value.equals(it.labels().get(label)))
                .mapToDouble(Sample::value)
                .sum();
    }

    /** The sum of all series of a name. */
    double value(String name) {
        return samples.stream()
                .filter(it -> it.name().equals(name))
                .mapToDouble(Sample::value)
                .sum();
    }
}
