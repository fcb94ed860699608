package dev.namestead.sandbox.registry;

/** The registry was reset after this session began; nothing of the old world may be written into the new one. */
public final class EpochOver extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EpochOver() {
        super("The sandbox was reset.", null, false, false);
    }
}
