package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.xml.XmlElement;

/** Between the elements of one extension namespace and its records. A codec has no state. */
public interface ExtensionCodec {

    String namespace();

    EppExtension decode(XmlElement element) throws EppFormatException;

    XmlElement encode(EppExtension extension);
}
