package dev.namestead.epp;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All result codes of RFC 5730 section 3 with their texts. */
public enum EppResultCode {
    SUCCESS(1000, "Command completed successfully"),
    SUCCESS_PENDING(1001, "Command completed successfully; action pending"),
    SUCCESS_NO_MESSAGES(1300, "Command completed successfully; no messages"),
    SUCCESS_ACK_TO_DEQUEUE(1301, "Command completed successfully; ack to dequeue"),
    SUCCESS_ENDING_SESSION(1500, "Command completed successfully; ending session"),
    UNKNOWN_COMMAND(2000, "Unknown command"),
    SYNTAX_ERROR(2001, "Command syntax error"),
    USE_ERROR(2002, "Command use error"),
    PARAMETER_MISSING(2003, "Required parameter missing"),
    PARAMETER_RANGE(2004, "Parameter value range error"),
    PARAMETER_SYNTAX(2005, "Parameter value syntax error"),
    UNIMPLEMENTED_VERSION(2100, "Unimplemented protocol version"),
    UNIMPLEMENTED_COMMAND(2101, "Unimplemented command"),
    UNIMPLEMENTED_OPTION(2102, "Unimplemented option"),
    UNIMPLEMENTED_EXTENSION(2103, "Unimplemented extension"),
    BILLING_FAILURE(2104, "Billing failure"),
    NOT_RENEWABLE(2105, "Object is not eligible for renewal"),
    NOT_TRANSFERABLE(2106, "Object is not eligible for transfer"),
    AUTHENTICATION_ERROR(2200, "Authentication error"),
    AUTHORIZATION_ERROR(2201, "Authorization error"),
    INVALID_AUTH_INFO(2202, "Invalid authorization information"),
    PENDING_TRANSFER(2300, "Object pending transfer"),
    NOT_PENDING_TRANSFER(2301, "Object not pending transfer"),
    OBJECT_EXISTS(2302, "Object exists"),
    OBJECT_DOES_NOT_EXIST(2303, "Object does not exist"),
    STATUS_PROHIBITS(2304, "Object status prohibits operation"),
    ASSOCIATION_PROHIBITS(2305, "Object association prohibits operation"),
    PARAMETER_POLICY(2306, "Parameter value policy error"),
    UNIMPLEMENTED_OBJECT(2307, "Unimplemented object service"),
    DATA_POLICY(2308, "Data management policy violation"),
    COMMAND_FAILED(2400, "Command failed"),
    COMMAND_FAILED_CLOSING(2500, "Command failed; server closing connection"),
    AUTHENTICATION_CLOSING(2501, "Authentication error; server closing connection"),
    SESSION_LIMIT(2502, "Session limit exceeded; server closing connection");

    private static final Map<Integer, EppResultCode> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EppResultCode::code, Function.identity()));

    private final int code;
    private final String text;

    EppResultCode(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** The four digits. */
    public int code() {
        return code;
    }

    /** The text of the RFC; servers may send another. */
    public String text() {
        return text;
    }

    /** Empty for a code that is not the RFC's. */
    public static Optional<EppResultCode> of(int code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
