package dev.namestead.epp;

import dev.namestead.epp.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One result of an answer (RFC 5730 section 2.6). Codes stay numbers, since registries invent some.
 *
 * @param msg free text for people, never to be parsed
 * @param language of the text, null for English
 * @param values what the server points at, as it stands
 */
public record EppResult(
        int code, String msg, @Nullable String language, List<XmlElement> values, List<ExtValue> extValues) {

    public EppResult {
        values = List.copyOf(values);
        extValues = List.copyOf(extValues);
    }

    /** Something that the server points at, and why; also the carrier of RFC 9038. */
    public record ExtValue(
            XmlElement value, String reason, @Nullable String language) {}

    /** With the text of the RFC. */
    public static EppResult of(EppResultCode code) {
        return of(code, code.text());
    }

    /** With a text of one's own. */
    public static EppResult of(EppResultCode code, String msg) {
        return new EppResult(code.code(), msg, null, List.of(), List.of());
    }

    /** The code, if it is one of the RFC's. */
    public Optional<EppResultCode> known() {
        return EppResultCode.of(code);
    }

    /** Whether the code is below 2000. */
    public boolean isSuccess() {
        return code < 2000;
    }
}
