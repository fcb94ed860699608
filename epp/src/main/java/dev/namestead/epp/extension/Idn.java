package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppNamespace;
import org.jspecify.annotations.Nullable;

/**
 * Which table an internationalized name follows (idn-1.0).
 *
 * @param table the registry's name for it, often a language
 * @param uname the name in Unicode
 */
public record Idn(String table, @Nullable String uname) implements EppExtension {

    @Override
    public String namespace() {
        return EppNamespace.IDN;
    }
}
