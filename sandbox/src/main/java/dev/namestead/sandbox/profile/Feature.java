package dev.namestead.sandbox.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.extension.FeeVersion;
import java.util.Arrays;
import java.util.Optional;

/** What a sandbox registry can speak beyond domains, hosts and contacts. */
public enum Feature {
    @JsonProperty("fee-1.0")
    FEE(FeeVersion.V1_0.namespace()),
    @JsonProperty("fee-0.21")
    FEE_0_21(FeeVersion.V0_21.namespace()),
    @JsonProperty("fee-0.12")
    FEE_0_12(FeeVersion.V0_12.namespace()),
    @JsonProperty("fee-0.11")
    FEE_0_11(FeeVersion.V0_11.namespace()),
    @JsonProperty("fee-0.6")
    FEE_0_6(FeeVersion.V0_6.namespace()),
    @JsonProperty("secDNS-1.1")
    SECDNS(EppNamespace.SECDNS),
    @JsonProperty("rgp-1.0")
    RGP(EppNamespace.RGP),
    @JsonProperty("launch-1.0")
    LAUNCH(EppNamespace.LAUNCH),
    @JsonProperty("changePoll-1.0")
    CHANGE_POLL(EppNamespace.CHANGE_POLL),
    @JsonProperty("loginSec-1.0")
    LOGIN_SEC(EppNamespace.LOGIN_SEC),
    @JsonProperty("secure-authinfo-transfer-1.0")
    SECURE_AUTH_INFO(EppNamespace.SECURE_AUTH_INFO),
    @JsonProperty("unhandled-namespaces-1.0")
    UNHANDLED(EppNamespace.UNHANDLED),
    @JsonProperty("namestoreExt-1.1")
    NAMESTORE(EppNamespace.NAMESTORE),
    @JsonProperty("idnLang-1.0")
    IDN_LANG(EppNamespace.IDN_LANG),
    @JsonProperty("sync-1.0")
    SYNC(EppNamespace.SYNC),
    @JsonProperty("charge-1.0")
    CHARGE(EppNamespace.CHARGE),
    @JsonProperty("balance-1.0")
    BALANCE(EppNamespace.BALANCE),
    @JsonProperty("lowbalance-poll-1.0")
    LOW_BALANCE(EppNamespace.LOW_BALANCE);

    private final String uri;

    Feature(String uri) {
        this.uri = uri;
    }

    /** The namespace in the greeting. */
    public String uri() {
        return uri;
    }

    /** True where the greeting lists it as an object, false where as an extension. */
    public boolean isObject() {
        return this == BALANCE || this == LOW_BALANCE;
    }

    /** The version of the fee extension that this is. */
    public Optional<FeeVersion> fee() {
        return Arrays.stream(FeeVersion.values())
                .filter(version -> version.namespace().equals(uri))
                .findFirst();
    }
}
