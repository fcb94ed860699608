package dev.namestead.epp.client;

import dev.namestead.epp.codec.FrameMask;
import dev.namestead.epp.transport.Deadline;
import dev.namestead.epp.transport.EppFrames;
import dev.namestead.epp.transport.FrameListener;
import dev.namestead.epp.transport.FrameListener.Direction;
import dev.namestead.epp.transport.Watchdog;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Frames out and frames in, one at a time. A thread of its own reads, so that a registry's closing of an
 * idle connection is seen at once: a command that comes after is then known not to have left.
 */
final class Exchange implements AutoCloseable {

    private final EppSocket socket;
    private final Watchdog.Guard guard;
    private final FrameListener listener;
    private final int maxFrameBytes;
    private final ReentrantLock turn = new ReentrantLock();
    /** In the order in which their commands left, which is the order of the answers (RFC 5734 section 3). */
    private final ConcurrentLinkedQueue<CompletableFuture<byte[]>> waiting = new ConcurrentLinkedQueue<>();

    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

    private Exchange(EppSocket socket, Watchdog watchdog, FrameListener listener, int maxFrameBytes) {
        this.socket = socket;
        this.guard = watchdog.guard(() -> fail(new SocketTimeoutException("the deadline is over")));
        this.listener = listener;
        this.maxFrameBytes = maxFrameBytes;
    }

    /** Starts to read; the first frame, the greeting, is the result. */
    static Opened open(
            EppSocket socket, Watchdog watchdog, FrameListener listener, int maxFrameBytes, Deadline deadline)
            throws NoAnswerException {
        var exchange = new Exchange(socket, watchdog, listener, maxFrameBytes);
        var greeting = new CompletableFuture<byte[]>();
        exchange.waiting.add(greeting);
        Thread.ofVirtual().name("epp-reader").start(exchange::readAll);
        try (var _ = exchange.guard.until(deadline)) {
            return new Opened(exchange, exchange.await(greeting));
        }
    }

    record Opened(Exchange exchange, byte[] greeting) {}

    boolean isUsable() {
        return failure.get() == null;
    }

    /**
     * Sends a frame and waits for the next one.
     *
     * @param fence asked right before the first byte is written; where it says no, nothing leaves
     */
    byte[] exchange(byte[] xml, Deadline deadline, BooleanSupplier fence) throws NotSentException, NoAnswerException {
        takeTurn(deadline);
        try (var _ = guard.until(deadline)) {
            CompletableFuture<byte[]> answer = expectOne(deadline, fence);
            write(List.of(xml));
            return await(answer);
        } finally {
            turn.unlock();
        }
    }

    private CompletableFuture<byte[]> expectOne(Deadline deadline, BooleanSupplier fence) throws NotSentException {
        var answer = new CompletableFuture<byte[]>();
        waiting.add(answer);
        refuse(deadline, fence);
        return answer;
    }

    /** Asked when the answers are expected already, so that whoever breaks the session finds what to complete. */
    private void refuse(Deadline deadline, BooleanSupplier fence) throws NotSentException {
        refuseIfUnusable(deadline);
        if (!fence.getAsBoolean()) {
            waiting.clear();
            throw new NotSentException("the sender has lost the right to send");
        }
        refuseIfUnusable(deadline);
    }

    /** Sends all frames before the first answer is waited for; the answers are in the frames' order. */
    List<byte[]> pipeline(List<byte[]> xmls, Deadline deadline, BooleanSupplier fence)
            throws NotSentException, NoAnswerException {
        takeTurn(deadline);
        try (var _ = guard.until(deadline)) {
            List<CompletableFuture<byte[]>> expected =
                    xmls.stream().map(_ -> new CompletableFuture<byte[]>()).toList();
            waiting.addAll(expected);
            refuse(deadline, fence);
            write(xmls);
            List<byte[]> answers = new ArrayList<>();
            for (CompletableFuture<byte[]> each : expected) {
                answers.add(await(each));
            }
            return answers;
        } finally {
            turn.unlock();
        }
    }

    private void takeTurn(Deadline deadline) throws NotSentException {
        try {
            if (!turn.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new NotSentException("the session was busy until the deadline");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSentException("interrupted", e);
        }
    }

    private void refuseIfUnusable(Deadline deadline) throws NotSentException {
        IOException broken = failure.get();
        if (broken != null || deadline.isOver()) {
            waiting.clear();
            throw new NotSentException(broken == null ? "the deadline was over" : "the session is closed", broken);
        }
    }

    /** In one write, so that they travel together. */
    private void write(List<byte[]> xmls) throws NoAnswerException {
        for (byte[] xml : xmls) {
            listener.frame(Direction.SENT, FrameMask.mask(xml));
        }
        try {
            OutputStream out = socket.out();
            out.write(EppFrames.frames(xmls));
            out.flush();
        } catch (IOException e) {
            // Even a failed write may have carried the whole frame.
            fail(e);
            throw new NoAnswerException("the connection broke while sending", failure.get());
        }
    }

    private byte[] await(CompletableFuture<byte[]> answer) throws NoAnswerException {
        try {
            // The guard ends it at the deadline; a time limit here would be a second timer for each command.
            return answer.get();
        } catch (ExecutionException e) {
            throw new NoAnswerException("no answer: " + reason(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(new IOException("interrupted"));
            throw new NoAnswerException("interrupted while waiting for the answer", e);
        }
    }

    private static String reason(@Nullable Throwable cause) {
        return cause == null || cause.getMessage() == null ? "the connection broke" : cause.getMessage();
    }

    private void readAll() {
        try {
            while (true) {
                byte[] xml = EppFrames.read(socket.in(), maxFrameBytes)
                        .orElseThrow(() -> new EOFException("the registry closed the connection"));
                listener.frame(Direction.RECEIVED, FrameMask.mask(xml));
                CompletableFuture<byte[]> answer = waiting.poll();
                if (answer == null) {
                    throw new ProtocolException("a frame that nobody had asked for");
                }
                answer.complete(xml);
            }
        } catch (IOException | RuntimeException e) {
            fail(e instanceof IOException io ? io : new IOException("the reader failed", e));
        }
    }

    /** Ends the connection; the first reason is kept. */
    void fail(IOException reason) {
        failure.compareAndSet(null, reason);
        guard.close();
        socket.close();
        for (var answer = waiting.poll(); answer != null; answer = waiting.poll()) {
            answer.completeExceptionally(reason);
        }
    }

    @Override
    public void close() {
        fail(new EOFException("closed by us"));
    }
}
