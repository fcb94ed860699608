package dev.namestead.epp.codec;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.EppResponse.MessageQueue;
import dev.namestead.epp.EppResult;
import dev.namestead.epp.EppResult.ExtValue;
import dev.namestead.epp.Fields;
import dev.namestead.epp.ResponseData;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;
import dev.namestead.epp.xml.XmlValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers, between XML and records (RFC 5730 section 2.6). */
final class ResponseCodec {

    private final Namespaces namespaces;

    ResponseCodec(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    EppResponse decode(XmlElement xml) throws EppFormatException {
        List<EppResult> results = new ArrayList<>();
        for (XmlElement result : xml.children("result")) {
            results.add(decodeResult(result));
        }
        if (results.isEmpty()) {
            throw Fields.missing(xml, "result");
        }
        List<ResponseData> data = inside(xml, "resData", namespaces::decodeData);
        List<EppExtension> extensions = inside(xml, "extension", namespaces::decodeLeniently);
        Optional<XmlElement> ids = xml.child("trID");
        return new EppResponse(
                results,
                decodeQueue(xml.child("msgQ").orElse(null)),
                data,
                extensions,
                ids.map(id -> id.textOf("clTRID")).orElse(null),
                Objects.requireNonNullElse(ids.map(id -> id.textOf("svTRID")).orElse(null), ""));
    }

    private static <T> List<T> inside(XmlElement parent, String name, Function<XmlElement, T> reading) {
        List<T> found = new ArrayList<>();
        for (XmlElement each : parent.children(name)) {
            each.children().forEach(child -> found.add(reading.apply(child)));
        }
        return found;
    }

    private static EppResult decodeResult(XmlElement result) throws EppFormatException {
        int code = Fields.number("code", Fields.attribute(result, "code"));
        XmlElement msg = result.child("msg").orElse(null);
        List<ExtValue> extValues = new ArrayList<>();
        for (XmlElement extValue : result.children("extValue")) {
            XmlElement reason = extValue.child("reason").orElse(null);
            extValues.add(new ExtValue(
                    extValue.child("value").orElse(extValue),
                    reason == null ? "" : reason.text(),
                    reason == null ? null : reason.attribute("lang")));
        }
        return new EppResult(
                code,
                msg == null ? "" : msg.text(),
                msg == null ? null : msg.attribute("lang"),
                result.children("value"),
                extValues);
    }

    private static @Nullable MessageQueue decodeQueue(@Nullable XmlElement queue) {
        if (queue == null) {
            return null;
        }
        XmlElement msg = queue.child("msg").orElse(null);
        return new MessageQueue(
                count(queue.attribute("count")),
                Objects.requireNonNullElse(queue.attribute("id"), "").strip(),
                Fields.optionalInstant(queue, "qDate"),
                msg == null ? null : msg.text(),
                msg == null ? null : msg.attribute("lang"));
    }

    /** How many wait only informs: what cannot be read counts as none. */
    private static long count(@Nullable String text) {
        try {
            return text == null ? 0 : Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    XmlElement encode(EppResponse response) {
        var xml = new XmlBuilder(EppNamespace.EPP, "response");
        response.results().forEach(result -> xml.child(encode(xml, result)));
        MessageQueue queue = response.messageQueue();
        if (queue != null) {
            xml.child(encode(xml.nested("msgQ"), queue));
        }
        if (!response.data().isEmpty()) {
            var data = xml.nested("resData");
            response.data().forEach(each -> data.child(namespaces.encode(each)));
            xml.child(data);
        }
        if (!response.extensions().isEmpty()) {
            var extension = xml.nested("extension");
            response.extensions().forEach(each -> extension.child(namespaces.encode(each)));
            xml.child(extension);
        }
        return xml.child(xml.nested("trID").child("clTRID", response.clTrid()).child("svTRID", response.svTrid()))
                .build();
    }

    private static XmlBuilder encode(XmlBuilder response, EppResult result) {
        var xml = response.nested("result").attribute("code", Integer.toString(result.code()));
        xml.child(xml.nested("msg").attribute("lang", result.language()).text(result.msg()));
        result.values().forEach(xml::child);
        for (ExtValue extValue : result.extValues()) {
            xml.child(xml.nested("extValue")
                    .child(extValue.value())
                    .child(xml.nested("reason")
                            .attribute("lang", extValue.language())
                            .text(extValue.reason())));
        }
        return xml;
    }

    private static XmlBuilder encode(XmlBuilder xml, MessageQueue queue) {
        Instant date = queue.date();
        xml.attribute("count", Long.toString(queue.count()))
                .attribute("id", queue.id())
                .child("qDate", date == null ? null : XmlValues.format(date));
        if (queue.text() != null) {
            xml.child(xml.nested("msg").attribute("lang", queue.language()).text(queue.text()));
        }
        return xml;
    }
}
