package dev.rdi.demo;

import java.util.function.UnaryOperator;

/**
 * Turns an array as PostgreSQL prints it, such as {@code {1,NULL,"two words"}}, into compact JSON.
 *
 * <p>Confined to one thread.
 */
final class ArrayText {
    private final String text;
    private final UnaryOperator<String> element;
    private final StringBuilder json = new StringBuilder();
    private int position;

    private ArrayText(String text, UnaryOperator<String> element) {
        this.text = text;
        this.element = element;
    }

    /** @param element turns the text of an element that isn't null into JSON */
    static String toJson(String array, UnaryOperator<String> element) {
        // Bounds other than from one on are printed before: [0:1]={1,2}.
        String items = array.startsWith("[") ? array.substring(array.indexOf('=') + 1) : array;
        ArrayText reading = new ArrayText(items, element);
        reading.list();
        return reading.json.toString();
    }

    private void list() {
        json.append('[');
        position++;
        while (text.charAt(position) != '}') {
            if (text.charAt(position) == ',') {
                json.append(',');
                position++;
            }
            item();
        }
        position++;
        json.append(']');
    }

    private void item() {
        switch (text.charAt(position)) {
            case '{' -> list();
            case '"' -> json.append(element.apply(quotedItem()));
            default -> {
                String item = bareItem();
                json.append(item.equals("NULL") ? "null" : element.apply(item));
            }
        }
    }

    private String quotedItem() {
        StringBuilder item = new StringBuilder();
        for (position++; text.charAt(position) != '"'; position++) {
            if (text.charAt(position) == '\\') {
                position++;
            }
            item.append(text.charAt(position));
        }
        position++;
        return item.toString();
    }

    private String bareItem() {
        int start = position;
        while (text.charAt(position) != ',' && text.charAt(position) != '}') {
            position++;
        }
        return text.substring(start, position);
    }

    /** A JSON text with no more escapes than it needs. */
    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> json.append(c < ' ' ? "\\u%04X".formatted((int) c) : String.valueOf(c));
            }
        }
        return json.append('"').toString();
    }
}
