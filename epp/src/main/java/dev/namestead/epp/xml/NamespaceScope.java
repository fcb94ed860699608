package dev.namestead.epp.xml;

import java.util.Arrays;
import javax.xml.XMLConstants;
import org.jspecify.annotations.Nullable;

/** The prefixes that are declared at a place in a document (Namespaces in XML 1.0). */
final class NamespaceScope {

    /** A prefix is looked for among all, so there must not be many; no frame of any registry has twenty at one place. */
    private static final int MOST = 200;

    private String[] prefixes = new String[8];
    private String[] uris = new String[8];
    private int size;

    int size() {
        return size;
    }

    /** Forgets what was declared since then. */
    void shrink(int to) {
        size = to;
    }

    /**
     * Declares a prefix, or with an empty one the default namespace.
     *
     * @param since the scope's size where the element began, which must not declare a prefix twice
     * @return null, or why the declaration is not allowed
     */
    @Nullable
    String declare(String prefix, String uri, int since) {
        boolean xml = uri.equals(XMLConstants.XML_NS_URI);
        if (xml != prefix.equals(XMLConstants.XML_NS_PREFIX)
                || uri.equals(XMLConstants.XMLNS_ATTRIBUTE_NS_URI)
                || prefix.equals(XMLConstants.XMLNS_ATTRIBUTE)) {
            return "a prefix or namespace of XML itself is declared as another";
        }
        if (uri.isEmpty() && !prefix.isEmpty()) {
            return "a prefix is declared for no namespace";
        }
        if (size >= MOST) {
            return "more than " + MOST + " prefixes are declared";
        }
        for (int i = since; i < size; i++) {
            if (prefixes[i].equals(prefix)) {
                return "a prefix is declared twice";
            }
        }
        if (size == prefixes.length) {
            prefixes = Arrays.copyOf(prefixes, size * 2);
            uris = Arrays.copyOf(uris, size * 2);
        }
        prefixes[size] = prefix;
        uris[size++] = uri;
        return null;
    }

    /** Empty where there is no default namespace; null for a prefix that is not declared. */
    @Nullable
    String uri(String prefix) {
        for (int i = size - 1; i >= 0; i--) {
            if (prefixes[i].equals(prefix)) {
                return uris[i];
            }
        }
        if (prefix.isEmpty()) {
            return "";
        }
        return prefix.equals(XMLConstants.XML_NS_PREFIX) ? XMLConstants.XML_NS_URI : null;
    }
}
