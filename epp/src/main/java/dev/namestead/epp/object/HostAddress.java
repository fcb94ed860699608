package dev.namestead.epp.object;

/** An address of a host (RFC 5732 section 2.5). */
public record HostAddress(String address, Version version) {

    /** Version 4 is what an address without a version is. */
    public enum Version {
        V4("v4"),
        V6("v6");

        private final String wire;

        Version(String wire) {
            this.wire = wire;
        }

        /** The word on the wire. */
        public String wire() {
            return wire;
        }
    }

    /** The version follows from the colon. */
    public static HostAddress of(String address) {
        return new HostAddress(address, address.contains(":") ? Version.V6 : Version.V4);
    }
}
