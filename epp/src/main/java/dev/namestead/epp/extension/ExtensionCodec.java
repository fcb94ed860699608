package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.xml.XmlElement;

/** Between the elements of one extension namespace and its records. A codec has no state. */
public interface ExtensionCodec {

    /** The URI that it is asked for. */
    String namespace();

    /** The record of an element inside {@code extension}, of a command or an answer. */
    EppExtension decode(XmlElement element) throws EppFormatException;

    /** The element of a record; it gets only those of its namespace. */
    XmlElement encode(EppExtension extension);
}
