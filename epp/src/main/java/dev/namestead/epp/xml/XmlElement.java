package dev.namestead.epp.xml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One XML element with all that it contains. Prefixes are not kept: registries choose them freely,
 * and a name is its namespace and its local part. Attributes that have a namespace of their own are
 * keyed as {@code {namespace}name}.
 */
public record XmlElement(String namespace, String name, Map<String, String> attributes, List<XmlNode> content)
        implements XmlNode {

    private static final Pattern SPACES = Pattern.compile("\\s+");

    public XmlElement {
        attributes = attributes.size() < 2
                ? Map.copyOf(attributes)
                : Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        content = FixedList.of(content);
    }

    /** An element that holds nothing but that text. */
    static XmlElement of(String namespace, String name, String text) {
        var content =
                text.isEmpty() ? List.<XmlNode>of() : new FixedList<XmlNode>(new XmlNode[] {new XmlNode.Text(text)}, 1);
        return new XmlElement(namespace, name, Map.of(), content);
    }

    /** Its name alone: what stands in it may be secret. */
    @Override
    public String toString() {
        return "XmlElement[" + namespace + " " + name + "]";
    }

    /** The text with the white space of pretty printing removed: XML Schema's {@code token}. */
    public String text() {
        String raw = rawText().strip();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c < ' ' || c == ' ' && raw.charAt(i + 1) <= ' ') {
                return SPACES.matcher(raw).replaceAll(" ");
            }
        }
        return raw;
    }

    /** The text as it stands, without that of inner elements. */
    public String rawText() {
        if (content.size() == 1 && content.getFirst() instanceof XmlNode.Text(String only)) {
            return only;
        }
        var text = new StringBuilder();
        for (int i = 0; i < content.size(); i++) {
            if (content.get(i) instanceof XmlNode.Text(String value)) {
                text.append(value);
            }
        }
        return text.toString();
    }

    /** The elements directly inside, without the text between them. */
    public List<XmlElement> children() {
        return all(null);
    }

    /**
     * The children of that local name. Their namespace is not compared: some registries forget it
     * inside an object whose own namespace is right.
     */
    public List<XmlElement> children(String childName) {
        return all(childName);
    }

    /** Most are asked for what they do not have, so the array waits for the first that is found. */
    private List<XmlElement> all(@Nullable String childName) {
        XmlElement @Nullable [] found = null;
        int count = 0;
        for (int i = 0; i < content.size(); i++) {
            if (content.get(i) instanceof XmlElement child && (childName == null || child.name.equals(childName))) {
                found = found == null ? new XmlElement[content.size() - i] : found;
                found[count++] = child;
            }
        }
        return found == null ? List.of() : new FixedList<>(found, count);
    }

    /** The first child of that local name. */
    public Optional<XmlElement> child(String childName) {
        return Optional.ofNullable(first(childName));
    }

    /** The text of that child, or null where there is none or it is empty. */
    public @Nullable String textOf(String childName) {
        XmlElement child = first(childName);
        String text = child == null ? "" : child.text();
        return text.isEmpty() ? null : text;
    }

    private @Nullable XmlElement first(String childName) {
        for (int i = 0; i < content.size(); i++) {
            if (content.get(i) instanceof XmlElement child && child.name.equals(childName)) {
                return child;
            }
        }
        return null;
    }

    /** The attribute as it stands, or null. */
    public @Nullable String attribute(String attributeName) {
        return attributes.get(attributeName);
    }
}
