package dev.namestead.server.extension;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.HangulSyllableType;
import com.ibm.icu.lang.UCharacterEnums.ECharacterCategory;
import com.ibm.icu.lang.UProperty;

/**
 * The characters that IDNA2008 allows (RFC 5892, section 3), on top of what UTS 46 has mapped already: UTS 46 lets symbols and emoji pass,
 * registries do not.
 */
final class IdnaCharacters {

    private IdnaCharacters() {}

    /** Whether the character may stand in a label; the context rules are UTS 46's to check. */
    static boolean allowed(int point) {
        return switch (point) {
            // Section 2.6, exceptions: PVALID and CONTEXTO, then DISALLOWED.
            case '-', 0x00B7, 0x0375, 0x05F3, 0x05F4, 0x0F0B, 0x06FD, 0x06FE, 0x3007, 0x30FB -> true;
            case 0x0640, 0x07FA, 0x302E, 0x302F, 0x3031, 0x3032, 0x3033, 0x3034, 0x3035, 0x303B -> false;
            // Section 2.8, join controls.
            case 0x200C, 0x200D -> true;
            default -> isLetterOrDigit(point) && !isIgnorable(point) && !isOldHangul(point);
        };
    }

    /** A character that leaves no trace when shown, so that two names look alike. */
    static boolean isInvisible(int point) {
        return point != 0x200C
                && point != 0x200D
                && UCharacter.hasBinaryProperty(point, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
    }

    private static boolean isLetterOrDigit(int point) {
        return switch (UCharacter.getType(point)) {
            case ECharacterCategory.LOWERCASE_LETTER,
                    ECharacterCategory.OTHER_LETTER,
                    ECharacterCategory.MODIFIER_LETTER,
                    ECharacterCategory.NON_SPACING_MARK,
                    ECharacterCategory.COMBINING_SPACING_MARK,
                    ECharacterCategory.DECIMAL_DIGIT_NUMBER -> true;
            default -> false;
        };
    }

    private static boolean isIgnorable(int point) {
        int block = UCharacter.UnicodeBlock.of(point).getID();
        return block == UCharacter.UnicodeBlock.COMBINING_MARKS_FOR_SYMBOLS_ID
                || block == UCharacter.UnicodeBlock.MUSICAL_SYMBOLS_ID
                || block == UCharacter.UnicodeBlock.ANCIENT_GREEK_MUSICAL_NOTATION_ID
                || isInvisible(point);
    }

    private static boolean isOldHangul(int point) {
        int type = UCharacter.getIntPropertyValue(point, UProperty.HANGUL_SYLLABLE_TYPE);
        return type == HangulSyllableType.LEADING_JAMO
                || type == HangulSyllableType.VOWEL_JAMO
                || type == HangulSyllableType.TRAILING_JAMO;
    }
}
