package dev.namestead.server.api.http;

import java.util.List;

/**
 * An operation of the HTTP surface.
 *
 * @param template path with parameters in braces, such as {@code /client/v4/accounts/{account_id}/registrar/domain-check}
 */
public record Route(String method, String template, Access access, Endpoint endpoint) {

    List<String> segments() {
        return List.of(template.substring(1).split("/", -1));
    }

    @Override
    public String toString() {
        return method + " " + template + " " + access;
    }
}
