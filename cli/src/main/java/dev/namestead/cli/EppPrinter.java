package dev.namestead.cli;

import dev.namestead.epp.EppResponse;
import dev.namestead.epp.EppResult;
import dev.namestead.epp.Greeting;
import dev.namestead.epp.client.EppSession;
import dev.namestead.epp.codec.FrameMask;
import dev.namestead.epp.extension.LoginSec;
import dev.namestead.epp.xml.XmlElement;
import dev.namestead.epp.xml.XmlException;
import dev.namestead.epp.xml.XmlReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Greetings and answers for people: an outline of all that the registry said, also of what we have no words for. It is
 * made from the masked frame, so that nothing secret can be in it. What would steer a terminal is shown as a sign.
 */
final class EppPrinter {

    private static final int DEEPEST = 64;

    private final PrintWriter out;

    EppPrinter(PrintWriter out) {
        this.out = out;
    }

    void greeting(Greeting greeting, EppSession session) {
        line("greeting", greeting.svId() + (greeting.svDate() == null ? "" : ", " + greeting.svDate()));
        greeting.objUris().forEach(uri -> line(session.supports(uri) ? "  object" : "  object (not named)", uri));
        greeting.extUris().forEach(uri -> line(session.supports(uri) ? "  extension" : "  extension (not named)", uri));
        for (LoginSec.Event event : session.loginEvents()) {
            line(
                    "  " + event.level(),
                    event.type() + " " + (event.expiresAt() == null ? "" : event.expiresAt()) + " "
                            + (event.text() == null ? "" : event.text()));
        }
        out.println();
    }

    void answer(EppSession.Answer answer) {
        EppResponse response = answer.response();
        for (EppResult result : response.results()) {
            line(Integer.toString(result.code()), result.msg());
        }
        try {
            XmlElement root =
                    new XmlReader(DEEPEST).read(FrameMask.mask(answer.xml()).getBytes(StandardCharsets.UTF_8));
            root.child("response")
                    .ifPresent(content -> content.children().stream()
                            .flatMap(part -> part.name().equals("result")
                                    ? part.children().stream()
                                            .filter(child -> !child.name().equals("msg"))
                                    : List.of(part).stream())
                            .forEach(part -> outline(part, 0)));
        } catch (XmlException e) {
            // In another encoding than the mask's text says; what it holds was read all the same.
            line("(the frame)", FrameMask.mask(answer.xml()));
        }
        out.flush();
    }

    private void outline(XmlElement element, int depth) {
        String attributes = element.attributes().entrySet().stream()
                .map(attribute -> attribute.getKey() + "=" + attribute.getValue())
                .collect(Collectors.joining(", "));
        String name = "  ".repeat(depth) + element.name() + (attributes.isEmpty() ? "" : " (" + attributes + ")");
        line(name, element.text());
        element.children().forEach(child -> outline(child, depth + 1));
    }

    private void line(String name, String value) {
        out.println(PlainText.of(value.isEmpty() ? name : name + ": " + value));
    }
}
