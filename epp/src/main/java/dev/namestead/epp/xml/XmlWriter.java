package dev.namestead.epp.xml;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes an element as a UTF-8 document without pretty printing. Where the namespace changes, the
 * element gets {@code xmlns} and no prefix, or the prefix that was asked for that namespace: some
 * servers understand only one of the two.
 */
public final class XmlWriter {

    private final XMLOutputFactory factory = XMLOutputFactory.newDefaultFactory();
    private final Map<String, String> prefixes;

    /** @param prefixes from namespace to the prefix to be used; all others are written without */
    public XmlWriter(Map<String, String> prefixes) {
        this.prefixes = Map.copyOf(prefixes);
    }

    /** @throws IllegalArgumentException if a text has a character that XML 1.0 cannot carry */
    public byte[] write(XmlElement root) {
        var bytes = new ByteArrayOutputStream(1024);
        try {
            XMLStreamWriter writer;
            synchronized (factory) {
                writer = factory.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            }
            writer.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            writeElement(writer, root, null, "");
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("cannot be written as XML: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    /** @param prefixed the namespace whose prefix is declared already, if any */
    private void writeElement(
            XMLStreamWriter writer, XmlElement element, @Nullable String prefixed, String defaultNamespace)
            throws XMLStreamException {
        String namespace = element.namespace();
        String prefix = prefixes.get(namespace);
        if (prefix != null) {
            writer.writeStartElement(prefix, element.name(), namespace);
            if (!namespace.equals(prefixed)) {
                writer.writeNamespace(prefix, namespace);
            }
        } else {
            writer.writeStartElement(XMLConstants.DEFAULT_NS_PREFIX, element.name(), namespace);
            if (!namespace.equals(defaultNamespace)) {
                writer.writeDefaultNamespace(namespace);
            }
        }
        writeAttributes(writer, element);
        String declared = prefix == null ? prefixed : namespace;
        String inherited = prefix == null ? namespace : defaultNamespace;
        for (XmlNode node : element.content()) {
            switch (node) {
                case XmlElement child -> writeElement(writer, child, declared, inherited);
                case XmlNode.Text(String text) -> writer.writeCharacters(legal(text));
            }
        }
        writer.writeEndElement();
    }

    private static void writeAttributes(XMLStreamWriter writer, XmlElement element) throws XMLStreamException {
        int made = 0;
        for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
            String key = attribute.getKey();
            String value = legal(attribute.getValue());
            if (!key.startsWith("{")) {
                writer.writeAttribute(key, value);
                continue;
            }
            String namespace = key.substring(1, key.indexOf('}'));
            String name = key.substring(key.indexOf('}') + 1);
            if (namespace.equals(XMLConstants.XML_NS_URI)) {
                writer.writeAttribute(XMLConstants.XML_NS_PREFIX, namespace, name, value);
            } else {
                String prefix = "a" + made++;
                writer.writeNamespace(prefix, namespace);
                writer.writeAttribute(prefix, namespace, name, value);
            }
        }
    }

    private static String legal(String text) {
        text.codePoints().filter(c -> !isLegal(c)).findFirst().ifPresent(c -> {
            throw new IllegalArgumentException("XML cannot carry the character U+%04X".formatted(c));
        });
        return text;
    }

    /** XML 1.0 section 2.2. */
    private static boolean isLegal(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
