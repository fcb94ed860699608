package dev.namestead.epp.object;

import dev.namestead.epp.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/** What proves a right to an object (RFC 5731 section 2.6). Never printed. */
public sealed interface AuthInfo {

    /** A password of the object's own. */
    static AuthInfo of(String password) {
        return new Password(password, null);
    }

    /**
     * A password.
     *
     * @param value may be empty: RFC 9154 registries take an empty one as "none set"
     * @param roid of the contact whose password it is, if not the object's own
     */
    record Password(String value, @Nullable String roid) implements AuthInfo {
        @Override
        public String toString() {
            return "AuthInfo[***]";
        }
    }

    /** Another proof, as it stands. */
    record Ext(XmlElement element) implements AuthInfo {
        @Override
        public String toString() {
            return "AuthInfo[***]";
        }
    }

    /** In an update of a domain only: takes the present one away. */
    record Removed() implements AuthInfo {}
}
