package dev.namestead.epp.object;

import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.ObjectCommand;
import dev.namestead.epp.ResponseData;
import dev.namestead.epp.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/** Between the elements of one object namespace and its records. A codec has no state. */
public interface ObjectCodec {

    /** The URI that it is asked for. */
    String namespace();

    /**
     * Reads the element inside a verb.
     *
     * @param op of a transfer, else null
     */
    ObjectCommand decodeCommand(String verb, @Nullable String op, XmlElement element) throws EppFormatException;

    /** Reads an element inside {@code resData}. */
    ResponseData decodeData(XmlElement element) throws EppFormatException;

    /** Writes the element inside a verb. */
    XmlElement encode(ObjectCommand command);

    /** Writes an element inside {@code resData}. */
    XmlElement encode(ResponseData data);

    /** The attribute of a transfer, null for all other commands. */
    @Nullable
    String op(ObjectCommand command);
}
