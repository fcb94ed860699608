package dev.namestead.epp.testing;

import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.transport.FrameListener;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Holds the frames of a connection against the schemas; a listener may not throw, so it tells later. */
public final class FrameJudge implements FrameListener {
    /** The drafts before RFC 8748 have no schemas. */
    private static final String DRAFTS = "urn:ietf:params:xml:ns:fee-0.";
    /** What tests make up to see what becomes of what nobody knows. */
    private static final String MADE_UP = "\"urn:x\"";

    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Predicate<Direction> judged;

    /** @param judged which way; what tests write by hand is wrong on purpose now and then, and is left alone if it is sent */
    public FrameJudge(Predicate<Direction> judged) {
        this.judged = judged;
    }

    @Override
    public void frame(Direction direction, String maskedXml) {
        String xml = withSecrets(maskedXml);
        boolean hasSchemas = !xml.contains(DRAFTS) && !xml.contains(MADE_UP);
        if (!hasSchemas || !judged.test(direction) || direction == Direction.SENT && !isOurs(xml)) {
            return;
        }
        try {
            EppSchemas.assertValid(xml.getBytes(StandardCharsets.UTF_8));
        } catch (AssertionError e) {
            refused.add(String.valueOf(e.getMessage()));
        }
    }

    /** What was masked gets a stand-in that the schemas allow. */
    private static String withSecrets(String maskedXml) {
        return maskedXml
                .replaceAll(">\\*\\*\\*</([\\w-]+:)?authInfo>", "><$1pw>stand-in</$1pw></$1authInfo>")
                .replace(">***</", ">stand-in</");
    }

    /** Whether our codec has written it: then it writes it so again. */
    private static boolean isOurs(String xml) {
        EppCodec codec = EppCodec.standard();
        try {
            byte[] again = codec.encode(codec.decode(xml.getBytes(StandardCharsets.UTF_8)));
            return new String(again, StandardCharsets.UTF_8).equals(xml);
        } catch (EppFormatException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Fails with what the schemas had against the frames, if anything. */
    public void throwIfAnyWasInvalid() {
        if (!refused.isEmpty()) {
            throw new AssertionError(String.join("\n\n", refused));
        }
    }
}
