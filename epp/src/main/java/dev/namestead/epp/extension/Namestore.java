package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppNamespace;

/** Verisign's namestoreExt-1.1: which of its registries a command is for. Without it commands are refused with 2306. */
public sealed interface Namestore extends EppExtension {

    @Override
    default String namespace() {
        return EppNamespace.NAMESTORE;
    }

    /**
     * In a command: the registry that it is for.
     *
     * @param name such as {@code dotCOM}
     */
    record SubProduct(String name) implements Namestore {}

    /**
     * In an answer: why the sub-product was refused.
     *
     * @param code 1: the sub-product does not exist, or is not ours
     */
    record Failure(int code, String message) implements Namestore {}
}
