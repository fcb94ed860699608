package dev.namestead.server.extension;

import com.ibm.icu.text.IDNA;

/** UTS 46 as all names go through it. The class is loaded at the first name that is not plain ASCII: its tables are large. */
final class Idna {
    static final IDNA UTS46 = IDNA.getUTS46Instance(IDNA.USE_STD3_RULES
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.CHECK_CONTEXTO
            | IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE);

    private Idna() {}

    /** The form for people of a name in A-labels. */
    static String unicode(String ascii) {
        return UTS46.nameToUnicode(ascii, new StringBuilder(), new IDNA.Info()).toString();
    }

    /** The A-labels of a name. */
    static String ascii(String unicode) {
        return UTS46.nameToASCII(unicode, new StringBuilder(), new IDNA.Info()).toString();
    }
}
