package dev.namestead.server.api.http;

/** What is done for a request once it is known who sent it. Refuses by throwing {@link dev.namestead.api.RefusedException}. */
@FunctionalInterface
public interface Endpoint {
    Answer handle(Call call);
}
