package dev.namestead.epp.transport;

/** Sees each frame that passes; secrets are masked before. Must be quick and must not throw. */
@FunctionalInterface
public interface FrameListener {

    /** For who does not look. */
    FrameListener NONE = (direction, maskedXml) -> {};

    /** Which way a frame went, seen from who listens. */
    enum Direction {
        SENT,
        RECEIVED
    }

    /** A frame is about to be sent, or has come. */
    void frame(Direction direction, String maskedXml);
}
