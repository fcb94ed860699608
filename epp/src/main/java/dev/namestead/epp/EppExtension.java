package dev.namestead.epp;

import dev.namestead.epp.xml.XmlElement;

/** One element inside {@code <extension>} of a command or an answer; its namespace names the codec. */
public interface EppExtension {

    /** The URI that the element's name is in. */
    String namespace();

    /** An extension that no codec knows, or that its codec could not read: kept as it stands. */
    record Raw(XmlElement element) implements EppExtension {
        @Override
        public String namespace() {
            return element.namespace();
        }
    }
}
