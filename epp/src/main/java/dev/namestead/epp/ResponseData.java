package dev.namestead.epp;

import dev.namestead.epp.xml.XmlElement;

/** One element inside {@code <resData>} of an answer; its namespace names the codec. */
public interface ResponseData {

    /** The URI that the element's name is in. */
    String namespace();

    /** Data that no codec knows, or that its codec could not read: kept as it stands. */
    record Raw(XmlElement element) implements ResponseData {
        @Override
        public String namespace() {
            return element.namespace();
        }
    }
}
