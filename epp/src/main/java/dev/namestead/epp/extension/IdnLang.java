package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppNamespace;

/**
 * The language of an internationalized name at Verisign (idnLang-1.0).
 *
 * @param tag three letters of ISO 639-2, such as {@code GER}
 */
public record IdnLang(String tag) implements EppExtension {

    @Override
    public String namespace() {
        return EppNamespace.IDN_LANG;
    }
}
