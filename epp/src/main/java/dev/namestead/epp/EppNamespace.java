package dev.namestead.epp;

/** Namespace URIs. They are irregular (some carry {@code epp:}), so they stand in one place. */
public final class EppNamespace {

    public static final String EPP = "urn:ietf:params:xml:ns:epp-1.0";
    public static final String DOMAIN = "urn:ietf:params:xml:ns:domain-1.0";
    public static final String HOST = "urn:ietf:params:xml:ns:host-1.0";
    public static final String CONTACT = "urn:ietf:params:xml:ns:contact-1.0";
    public static final String FEE = "urn:ietf:params:xml:ns:epp:fee-1.0";
    public static final String SECDNS = "urn:ietf:params:xml:ns:secDNS-1.1";
    public static final String RGP = "urn:ietf:params:xml:ns:rgp-1.0";
    /** RFC 9038: data of namespaces that were not negotiated arrive inside {@code extValue}. */
    public static final String UNHANDLED = "urn:ietf:params:xml:ns:epp:unhandled-namespaces-1.0";

    private EppNamespace() {}
}
