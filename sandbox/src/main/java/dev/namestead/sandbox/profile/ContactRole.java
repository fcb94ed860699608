package dev.namestead.sandbox.profile;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The roles of RFC 5731 that a registry can demand on create. */
public enum ContactRole {
    @JsonProperty("registrant")
    REGISTRANT,
    @JsonProperty("admin")
    ADMIN,
    @JsonProperty("tech")
    TECH,
    @JsonProperty("billing")
    BILLING
}
