package dev.namestead.sandbox.testing;

import dev.namestead.epp.testing.EppSchemas;
import dev.namestead.epp.transport.FrameListener;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Holds every frame that the sandbox sends against the schemas; a listener may not throw, so it tells later. What tests send
 * is wrong on purpose now and then.
 */
final class FrameJudge implements FrameListener {
    /** The drafts before RFC 8748 have no schemas. */
    private static final String DRAFTS = "urn:ietf:params:xml:ns:fee-0.";

    private final AtomicReference<AssertionError> first = new AtomicReference<>();

    @Override
    public void frame(Direction direction, String maskedXml) {
        if (direction == Direction.SENT || maskedXml.contains(DRAFTS)) {
            return;
        }
        try {
            EppSchemas.assertValid(withSecrets(maskedXml).getBytes(StandardCharsets.UTF_8));
        } catch (AssertionError e) {
            first.compareAndSet(null, e);
        }
    }

    /** What was masked gets a stand-in that the schemas allow. */
    private static String withSecrets(String maskedXml) {
        return maskedXml
                .replace(">***</authInfo>", "><pw>stand-in</pw></authInfo>")
                .replace(">***</", ">stand-in</");
    }

    void throwIfAnyWasInvalid() {
        AssertionError invalid = first.get();
        if (invalid != null) {
            throw invalid;
        }
    }
}
