package dev.namestead.sandbox.registry;

import java.time.Duration;

/** What happens to an answer after its command was committed. */
public sealed interface Delivery {
    /** It is sent. */
    record Sent() implements Delivery {}

    /** It is sent late, in real time. */
    record Late(Duration delay) implements Delivery {}

    /** It is never sent; the connection is cut. */
    record Lost() implements Delivery {}
}
