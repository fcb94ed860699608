package dev.namestead.epp;

/** Namespace URIs. They are irregular (some carry {@code epp:}), so they stand in one place. */
public final class EppNamespace {

    /** Commands and answers themselves (RFC 5730). */
    public static final String EPP = "urn:ietf:params:xml:ns:epp-1.0";
    /** Domain names (RFC 5731). */
    public static final String DOMAIN = "urn:ietf:params:xml:ns:domain-1.0";
    /** Name servers (RFC 5732). */
    public static final String HOST = "urn:ietf:params:xml:ns:host-1.0";
    /** Contacts (RFC 5733). */
    public static final String CONTACT = "urn:ietf:params:xml:ns:contact-1.0";
    /** Prices (RFC 8748); the drafts before it are in {@link dev.namestead.epp.extension.FeeVersion}. */
    public static final String FEE = "urn:ietf:params:xml:ns:epp:fee-1.0";
    /** DNSSEC (RFC 5910). */
    public static final String SECDNS = "urn:ietf:params:xml:ns:secDNS-1.1";
    /** Grace periods and restores (RFC 3915). */
    public static final String RGP = "urn:ietf:params:xml:ns:rgp-1.0";
    /** Launch phases (RFC 8334). */
    public static final String LAUNCH = "urn:ietf:params:xml:ns:launch-1.0";
    /** Signed marks (RFC 7848). */
    public static final String SIGNED_MARK = "urn:ietf:params:xml:ns:signedMark-1.0";
    /** Long passwords and warnings (RFC 8807). */
    public static final String LOGIN_SEC = "urn:ietf:params:xml:ns:epp:loginSec-1.0";
    /** Changes by the registry (RFC 8590). */
    public static final String CHANGE_POLL = "urn:ietf:params:xml:ns:changePoll-1.0";
    /** Allocation tokens (RFC 8495). */
    public static final String ALLOCATION_TOKEN = "urn:ietf:params:xml:ns:allocationToken-1.0";
    /** Verisign's sub-products. */
    public static final String NAMESTORE = "http://www.verisign-grs.com/epp/namestoreExt-1.1";
    /** Tables of internationalized names. */
    public static final String IDN = "urn:ietf:params:xml:ns:idn-1.0";
    /** Verisign's languages of internationalized names. */
    public static final String IDN_LANG = "http://www.verisign.com/epp/idnLang-1.0";
    /** Verisign's change of the day of expiry. */
    public static final String SYNC = "http://www.verisign.com/epp/sync-1.0";
    /** Organizations of an object (RFC 8544). */
    public static final String ORG_EXT = "urn:ietf:params:xml:ns:epp:orgext-1.0";
    /** Lifetimes of DNS records (RFC 9803). */
    public static final String TTL = "urn:ietf:params:xml:ns:epp:ttl-1.0";
    /** Maintenance of a registry (RFC 9167). */
    public static final String MAINTENANCE = "urn:ietf:params:xml:ns:epp:maintenance-1.0";
    /** Verisign's account of a registrar. */
    public static final String BALANCE = "http://www.verisign.com/epp/balance-1.0";
    /** Verisign's warning of an account that runs out. */
    public static final String LOW_BALANCE = "http://www.verisign.com/epp/lowbalance-poll-1.0";
    /** Prices of Identity Digital's older platform. */
    public static final String CHARGE = "http://www.unitedtld.com/epp/charge-1.0";
    /** RFC 9154: passwords are set for a transfer only. A URI of the greeting, without elements of its own. */
    public static final String SECURE_AUTH_INFO = "urn:ietf:params:xml:ns:epp:secure-authinfo-transfer-1.0";
    /** RFC 9038: data of namespaces that were not negotiated arrive inside {@code extValue}. */
    public static final String UNHANDLED = "urn:ietf:params:xml:ns:epp:unhandled-namespaces-1.0";

    private EppNamespace() {}
}
