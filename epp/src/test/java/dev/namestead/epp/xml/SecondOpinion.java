package dev.namestead.epp.xml;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds our reader against the JDK's: the same tree, or the same refusal. Where they may differ it is said why.
 */
public final class SecondOpinion {

    private static final int MAX_DEPTH = 64;
    private static final KnownWords WORDS = new KnownWords();
    /** The JDK's own limit; ours is the frame's length. */
    private static final int LONGEST_NAME_OF_JDK = 1000;

    /** Limits that the JDK does not have, or has elsewhere. */
    private static final Set<String> LIMITS = Set.of(
            "elements are nested deeper than " + MAX_DEPTH,
            "more than 200 attributes",
            "more than 200 prefixes are declared",
            "a reference has no end");

    /** The JDK lets names through that begin or end with a colon, which are none where there are namespaces. */
    private static final Pattern COLON_TOO_MANY =
            Pattern.compile("(^|[\\s<?/:]):|:([^\\p{L}_]|$)|:[^\\s=>/]*:|<\\?[^\\s?]*:");
    /** As it reads characters, it does not mind the name of an encoding. */
    private static final Pattern ENCODING = Pattern.compile("^<\\?xml\\s[^>]*encoding");

    private static final Pattern OUTSIDE_ASCII = Pattern.compile("[^\\x00-\\x7F]");

    private SecondOpinion() {}

    /**
     * Whether it is XML for us.
     *
     * @throws AssertionError if the JDK sees something else in it, and no known difference explains that
     */
    public static boolean confirms(String xml) {
        return confirms(xml, text -> new XmlParser(text, MAX_DEPTH, WORDS).document());
    }

    /** A reader that is judged. */
    interface Reading {
        XmlElement of(String xml) throws XmlException;
    }

    static boolean confirms(String xml, Reading reading) {
        XmlElement ours = null;
        String refusal = "";
        try {
            ours = reading.of(xml);
        } catch (XmlException e) {
            refusal = String.valueOf(e.getMessage());
        }
        Optional<XmlElement> theirs = JdkXml.read(xml);
        boolean same = Optional.ofNullable(ours).equals(theirs);
        if (!same && !explained(xml, ours, refusal, theirs.isPresent())) {
            throw new AssertionError("ours: %s%s%nthe JDK's: %s%nof: %s".formatted(refusal, ours, theirs, xml));
        }
        return ours != null;
    }

    private static boolean explained(String xml, @Nullable XmlElement ours, String refusal, boolean theirs) {
        if (ours != null) {
            // Its names are those of XML 1.0's fourth edition: none of the characters that came later.
            return !theirs && (OUTSIDE_ASCII.matcher(xml).find() || xml.length() > LONGEST_NAME_OF_JDK);
        }
        return LIMITS.contains(refusal)
                || refusal.startsWith("a name") && COLON_TOO_MANY.matcher(xml).find()
                || refusal.startsWith("a declaration") && (ENCODING.matcher(xml).find() || xml.contains(":"));
    }
}
