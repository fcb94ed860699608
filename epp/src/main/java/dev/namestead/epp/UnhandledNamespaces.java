package dev.namestead.epp;

import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;
import java.util.List;

/**
 * RFC 9038: data whose namespace the login had not named. Such data stand, whole, in an {@code extValue} of a success
 * with a reason, so that a poll message can always be read and acknowledged.
 */
public final class UnhandledNamespaces {

    private static final String REASON = " not in login services";

    private UnhandledNamespaces() {}

    /** The elements that were put aside in an answer, as they stand. */
    public static List<XmlElement> in(EppResponse answer) {
        return answer.results().stream()
                .filter(EppResult::isSuccess)
                .flatMap(result -> result.extValues().stream())
                .flatMap(extValue -> extValue.value().children().stream())
                .toList();
    }

    /** Puts an element aside, as a server does that has something to say in a namespace that was not named. */
    public static EppResult.ExtValue aside(XmlElement element) {
        return new EppResult.ExtValue(
                new XmlBuilder(EppNamespace.EPP, "value").child(element).build(), element.namespace() + REASON, null);
    }
}
