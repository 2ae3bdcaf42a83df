package dev.rdi.expression.jmespath;

import dev.rdi.expression.ExpressionFailedException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Turns XML into maps, lists and text as Python's xmltodict does. Document type declarations and entities other than the
 * five predefined ones are refused, so that a text can neither grow nor reach for a file.
 *
 * <p>Confined to one thread.
 */
final class XmlDocument {

    private static final int DEEPEST = 200;

    private final Deque<Element> open = new ArrayDeque<>();

    /** Stands above the root element. */
    private final Element document = new Element("");

    private XmlDocument() {}

    /** The value that an XML text describes; empty text for empty text. */
    static Object parse(String text) {
        if (text.isEmpty()) {
            return text;
        }
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(new StringReader(text));
            XmlDocument reading = new XmlDocument();
            while (xml.hasNext()) {
                reading.take(xml.next(), xml);
            }
            xml.close();
            return reading.document.content();
        } catch (XMLStreamException e) {
            throw refused("is not well-formed XML");
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        return factory;
    }

    private void take(int event, XMLStreamReader xml) {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> start(xml);
            case XMLStreamConstants.END_ELEMENT -> end();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                Element element = open.peek();
                if (element != null) {
                    element.text.append(xml.getText());
                }
            }
            case XMLStreamConstants.DTD -> throw refused("has a document type declaration");
            case XMLStreamConstants.ENTITY_REFERENCE -> throw refused("refers to an entity");
            default -> {
                // Comments and processing instructions say nothing.
            }
        }
    }

    private void start(XMLStreamReader xml) {
        if (open.size() >= DEEPEST) {
            throw refused("is nested more than " + DEEPEST + " deep");
        }
        Element element = new Element(xml.getLocalName());
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            element.attributes.put("@" + attributeName(xml, i), xml.getAttributeValue(i));
        }
        open.push(element);
    }

    private static String attributeName(XMLStreamReader xml, int index) {
        String prefix = xml.getAttributePrefix(index);
        String name = xml.getAttributeLocalName(index);
        return prefix == null || prefix.isEmpty() ? name : prefix + ":" + name;
    }

    private void end() {
        Element element = open.pop();
        Element parent = open.peek();
        (parent == null ? document : parent).add(element);
    }

    private static ExpressionFailedException refused(String fault) {
        return Failures.argument("xml_to_dict", 1, "text", fault);
    }

    private static final class Element {

        private final String name;
        private final Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        private final Map<String, List<@Nullable Object>> children = new LinkedHashMap<>();
        private final StringBuilder text = new StringBuilder();

        Element(String name) {
            this.name = name;
        }

        void add(Element child) {
            children.computeIfAbsent(child.name, any -> new ArrayList<>()).add(child.value());
        }

        @Nullable
        Object value() {
            String stripped = text.toString().strip();
            if (attributes.isEmpty() && children.isEmpty()) {
                return stripped.isEmpty() ? null : stripped;
            }
            Map<String, @Nullable Object> content = content();
            if (!stripped.isEmpty()) {
                content.put("#text", stripped);
            }
            return content;
        }

        /** Attributes and child elements, those that share a name as a list. */
        Map<String, @Nullable Object> content() {
            Map<String, @Nullable Object> content = new LinkedHashMap<>(attributes);
            children.forEach((child, values) -> content.put(child, values.size() == 1 ? values.get(0) : values));
            return content;
        }
    }
}
