package dev.namestead.epp.codec;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.ObjectCommand;
import dev.namestead.epp.ResponseData;
import dev.namestead.epp.extension.ExtensionCodec;
import dev.namestead.epp.object.ObjectCodec;
import dev.namestead.epp.xml.XmlElement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The codecs by namespace URI. What has no codec stays raw. */
final class Namespaces {

    private final Map<String, ObjectCodec> objects;
    private final Map<String, ExtensionCodec> extensions;

    Namespaces(List<ObjectCodec> objects, List<ExtensionCodec> extensions) {
        this.objects =
                objects.stream().collect(Collectors.toUnmodifiableMap(ObjectCodec::namespace, Function.identity()));
        this.extensions = extensions.stream()
                .collect(Collectors.toUnmodifiableMap(ExtensionCodec::namespace, Function.identity()));
    }

    Optional<ObjectCodec> object(String namespace) {
        return Optional.ofNullable(objects.get(namespace));
    }

    ObjectCodec objectFor(ObjectCommand command) {
        return object(command.namespace()).orElseThrow(() -> noCodec(command.namespace()));
    }

    XmlElement encode(ResponseData data) {
        return data instanceof ResponseData.Raw(XmlElement element)
                ? element
                : object(data.namespace())
                        .orElseThrow(() -> noCodec(data.namespace()))
                        .encode(data);
    }

    XmlElement encode(EppExtension extension) {
        if (extension instanceof EppExtension.Raw(XmlElement element)) {
            return element;
        }
        ExtensionCodec codec = extensions.get(extension.namespace());
        if (codec == null) {
            throw noCodec(extension.namespace());
        }
        return codec.encode(extension);
    }

    /** An extension of a command: broken ones are refused. */
    EppExtension decodeStrictly(XmlElement element) throws EppFormatException {
        ExtensionCodec codec = extensions.get(element.namespace());
        return codec == null ? new EppExtension.Raw(element) : codec.decode(element);
    }

    /** An extension of an answer: broken ones are kept as they are. */
    EppExtension decodeLeniently(XmlElement element) {
        try {
            return decodeStrictly(element);
        } catch (EppFormatException e) {
            return new EppExtension.Raw(element);
        }
    }

    ResponseData decodeData(XmlElement element) {
        ObjectCodec codec = objects.get(element.namespace());
        if (codec == null) {
            return new ResponseData.Raw(element);
        }
        try {
            return codec.decodeData(element);
        } catch (EppFormatException e) {
            return new ResponseData.Raw(element);
        }
    }

    private static IllegalArgumentException noCodec(String namespace) {
        return new IllegalArgumentException("no codec for " + namespace);
    }
}
