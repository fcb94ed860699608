package dev.namestead.sandbox.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.namestead.epp.EppNamespace;

/** EPP extensions that a sandbox registry can speak. */
public enum Feature {
    @JsonProperty("fee-1.0")
    FEE(EppNamespace.FEE),
    @JsonProperty("secDNS-1.1")
    SECDNS(EppNamespace.SECDNS),
    @JsonProperty("rgp-1.0")
    RGP(EppNamespace.RGP);

    private final String uri;

    Feature(String uri) {
        this.uri = uri;
    }

    /** The namespace in the greeting. */
    public String uri() {
        return uri;
    }
}
