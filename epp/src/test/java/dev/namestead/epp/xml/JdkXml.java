package dev.namestead.epp.xml;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The JDK's own parser, hardened, as a second opinion on what an XML text says. */
final class JdkXml {

    private JdkXml() {}

    /** What the JDK makes of it; empty where it refuses. Text on both sides of a comment is one. */
    static Optional<XmlElement> read(String xml) {
        try {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_COALESCING, true);
            return Optional.ofNullable(document(factory.createXMLStreamReader(new StringReader(xml))));
        } catch (XMLStreamException | RuntimeException e) {
            // Its own exceptions are not all of the kind that it declares.
            return Optional.empty();
        }
    }

    private static @Nullable XmlElement document(XMLStreamReader reader) throws XMLStreamException {
        if (reader.getVersion() != null && !reader.getVersion().equals("1.0")) {
            return null;
        }
        Deque<Open> open = new ArrayDeque<>();
        XmlElement root = null;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
                    return null;
                }
                case XMLStreamConstants.START_ELEMENT -> open.push(new Open(start(reader), new StringBuilder()));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!open.isEmpty()) {
                        open.peek().text().append(reader.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    root = open.pop().end();
                    if (!open.isEmpty()) {
                        open.peek().child(root);
                    }
                }
                default -> {
                    // Comments and instructions.
                }
            }
        }
        return root;
    }

    private record Open(XmlBuilder element, StringBuilder text) {
        void child(XmlElement child) {
            flush();
            element.child(child);
        }

        XmlElement end() {
            flush();
            return element.build();
        }

        private void flush() {
            element.text(text.toString());
            text.setLength(0);
        }
    }

    private static XmlBuilder start(XMLStreamReader reader) {
        var element = new XmlBuilder(orEmpty(reader.getNamespaceURI()), reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String namespace = orEmpty(reader.getAttributeNamespace(i));
            String name = reader.getAttributeLocalName(i);
            element.attribute(namespace.isEmpty() ? name : "{" + namespace + "}" + name, reader.getAttributeValue(i));
        }
        return element;
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
