package dev.namestead.epp.xml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One XML element with all that it contains. Prefixes are not kept: registries choose them freely,
 * and a name is its namespace and its local part. Attributes that have a namespace of their own are
 * keyed as {@code {namespace}name}.
 */
public record XmlElement(String namespace, String name, Map<String, String> attributes, List<XmlNode> content)
        implements XmlNode {

    public XmlElement {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        content = List.copyOf(content);
    }

    /** The text with the white space of pretty printing removed: XML Schema's {@code token}. */
    public String text() {
        return rawText().strip().replaceAll("\\s+", " ");
    }

    /** The text as it stands, without that of inner elements. */
    public String rawText() {
        var text = new StringBuilder();
        for (XmlNode node : content) {
            if (node instanceof XmlNode.Text(String value)) {
                text.append(value);
            }
        }
        return text.toString();
    }

    public List<XmlElement> children() {
        return elements().toList();
    }

    /**
     * The children of that local name. Their namespace is not compared: some registries forget it
     * inside an object whose own namespace is right.
     */
    public List<XmlElement> children(String childName) {
        return elements().filter(child -> child.name().equals(childName)).toList();
    }

    public Optional<XmlElement> child(String childName) {
        return elements().filter(child -> child.name().equals(childName)).findFirst();
    }

    /** The text of that child, or null where there is none or it is empty. */
    public @Nullable String textOf(String childName) {
        String text = child(childName).map(XmlElement::text).orElse("");
        return text.isEmpty() ? null : text;
    }

    public @Nullable String attribute(String attributeName) {
        return attributes.get(attributeName);
    }

    private Stream<XmlElement> elements() {
        return content.stream().filter(XmlElement.class::isInstance).map(XmlElement.class::cast);
    }
}
