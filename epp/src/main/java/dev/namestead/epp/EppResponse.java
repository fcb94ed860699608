package dev.namestead.epp;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server's answer (RFC 5730 section 2.6).
 *
 * @param results one for a success, one or more for a failure; never empty
 * @param clTrid the command's, null where it had none or could not be read
 * @param svTrid the server's name for the transaction; empty where a server forgot it
 */
public record EppResponse(
        List<EppResult> results,
        @Nullable MessageQueue messageQueue,
        List<ResponseData> data,
        List<EppExtension> extensions,
        @Nullable String clTrid,
        String svTrid)
        implements EppMessage {

    public EppResponse {
        if (results.isEmpty()) {
            throw new IllegalArgumentException("an answer needs a result");
        }
        results = List.copyOf(results);
        data = List.copyOf(data);
        extensions = List.copyOf(extensions);
    }

    /**
     * The state of the poll queue.
     *
     * @param count messages waiting, this one included
     * @param id opaque text that acknowledges the message
     * @param date when it was queued; null outside poll answers
     */
    public record MessageQueue(
            long count,
            String id,
            @Nullable Instant date,
            @Nullable String text,
            @Nullable String language) {}

    /** Without data. */
    public static EppResponse of(EppResult result, @Nullable String clTrid, String svTrid) {
        return new EppResponse(List.of(result), null, List.of(), List.of(), clTrid, svTrid);
    }

    /** The same with these data and no others. */
    public EppResponse withData(ResponseData... others) {
        return new EppResponse(results, messageQueue, List.of(others), extensions, clTrid, svTrid);
    }

    /** The same with these extensions and no others. */
    public EppResponse withExtensions(List<EppExtension> others) {
        return new EppResponse(results, messageQueue, data, others, clTrid, svTrid);
    }

    /** The same with that state of the poll queue; null says nothing of it. */
    public EppResponse withMessageQueue(@Nullable MessageQueue queue) {
        return new EppResponse(results, queue, data, extensions, clTrid, svTrid);
    }

    /** The first result, which decides. */
    public EppResult result() {
        return results.getFirst();
    }

    /** The code of the first result, which decides. */
    public int code() {
        return result().code();
    }

    /** Whether the code is below 2000; 1001 is a success that is not done yet. */
    public boolean isSuccess() {
        return result().isSuccess();
    }

    /** True for 1500 and for 2500 and above: the server closes, nothing more can be sent. */
    public boolean endsSession() {
        for (EppResult result : results) {
            if (result.code() == 1500 || result.code() >= 2500) {
                return true;
            }
        }
        return false;
    }

    /** The first piece of data of that class. */
    public <D extends ResponseData> Optional<D> data(Class<D> type) {
        return first(data, type);
    }

    /** The first extension of that class. */
    public <E extends EppExtension> Optional<E> extension(Class<E> type) {
        return first(extensions, type);
    }

    private static <T> Optional<T> first(List<? super T> all, Class<T> type) {
        for (Object each : all) {
            if (type.isInstance(each)) {
                return Optional.of(type.cast(each));
            }
        }
        return Optional.empty();
    }
}
