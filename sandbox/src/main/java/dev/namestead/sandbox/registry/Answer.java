package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.EppResponse.MessageQueue;
import dev.namestead.epp.EppResult;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.ResponseData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command's result before it becomes a frame. */
public record Answer(
        EppResult result,
        List<ResponseData> data,
        List<EppExtension> extensions,
        @Nullable MessageQueue queue,
        Delivery delivery) {

    public Answer {
        data = List.copyOf(data);
        extensions = List.copyOf(extensions);
    }

    /** A bare result. */
    public static Answer of(EppResultCode code) {
        return of(EppResult.of(code));
    }

    /** A bare result with a text of its own. */
    public static Answer of(EppResult result) {
        return new Answer(result, List.of(), List.of(), null, new Delivery.Sent());
    }

    Answer with(ResponseData... more) {
        return new Answer(result, List.of(more), extensions, queue, delivery);
    }

    Answer with(EppExtension extension) {
        var all = new ArrayList<>(extensions);
        all.add(extension);
        return new Answer(result, data, all, queue, delivery);
    }

    Answer with(MessageQueue messageQueue) {
        return new Answer(result, data, extensions, messageQueue, delivery);
    }

    Answer withResult(EppResult other) {
        return new Answer(other, data, extensions, queue, delivery);
    }

    Answer delivered(Delivery other) {
        return new Answer(result, data, extensions, queue, other);
    }

    /** The frame's content. */
    public EppResponse response(@Nullable String clTrid, String svTrid) {
        return new EppResponse(List.of(result), queue, data, extensions, clTrid, svTrid);
    }
}
