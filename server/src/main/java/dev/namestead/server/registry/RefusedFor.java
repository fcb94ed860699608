package dev.namestead.server.registry;

/** Why a registry refused a command, as far as the difference matters to us. */
public enum RefusedFor {
    /** 2302: the object is there already, ours or another's. */
    OBJECT_EXISTS,
    /** 2303: no such object. */
    OBJECT_DOES_NOT_EXIST,
    /** 2201, 2202: it is not ours, or the authInfo is wrong. */
    NOT_AUTHORIZED,
    /** 2304: a status of the object prohibits it. */
    STATUS_PROHIBITS,
    /** 2305: other objects hang on it. */
    ASSOCIATION_PROHIBITS,
    /** The fee that we named is not, or no longer, the registry's (2004, 2306 or 2308 with a fee in the command). */
    FEE,
    /** 2001 to 2006, 2306, 2308 and the rest: the registry's syntax or policy. */
    POLICY
}
