package dev.namestead.epp.object;

import java.util.Arrays;
import java.util.Optional;

/** The operations of a transfer (RFC 5730 section 2.9.3.4). */
public enum TransferOp {
    REQUEST("request"),
    QUERY("query"),
    APPROVE("approve"),
    REJECT("reject"),
    CANCEL("cancel");

    private final String wire;

    TransferOp(String wire) {
        this.wire = wire;
    }

    /** The word on the wire. */
    public String wire() {
        return wire;
    }

    /** Empty for a word that is none of them. */
    public static Optional<TransferOp> of(String wire) {
        return Arrays.stream(values()).filter(op -> op.wire.equals(wire)).findFirst();
    }
}
