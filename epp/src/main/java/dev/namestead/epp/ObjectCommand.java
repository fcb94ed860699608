package dev.namestead.epp;

import dev.namestead.epp.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/** A command on an object of the registry; the namespace says which kind of object. */
public non-sealed interface ObjectCommand extends CommandBody {

    /** The URI of the kind of object. */
    String namespace();

    /** The verb of RFC 5730: check, info, create, delete, renew, transfer or update. */
    String verb();

    @Override
    default boolean transforms() {
        return !verb().equals("check") && !verb().equals("info");
    }

    /**
     * A command on a kind of object that no codec knows: a server answers it with 2307, a client may
     * send one that it built by hand.
     *
     * @param op the attribute of a transfer, else null
     */
    record Raw(String verb, @Nullable String op, XmlElement element) implements ObjectCommand {
        @Override
        public String namespace() {
            return element.namespace();
        }

        @Override
        public boolean transforms() {
            return ObjectCommand.super.transforms() && !"query".equals(op);
        }
    }
}
