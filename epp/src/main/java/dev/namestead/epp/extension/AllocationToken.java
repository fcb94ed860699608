package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppNamespace;

/** Allocation tokens (RFC 8495): a word of the registry's that lets its holder have a name. */
public sealed interface AllocationToken extends EppExtension {

    @Override
    default String namespace() {
        return EppNamespace.ALLOCATION_TOKEN;
    }

    /** In a check, create or transfer, and in the answer to an info that asked for it. Never printed. */
    record Token(String value) implements AllocationToken {
        @Override
        public String toString() {
            return "AllocationToken.Token[***]";
        }
    }

    /** Asks in an info for the token of the name. */
    record Info() implements AllocationToken {}
}
