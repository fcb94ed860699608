package dev.namestead.server.api.http;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/** Leads each request to its environment: below {@code /worlds/{id}} to that world, with the rest of the path, else to the first one. */
public final class Doors implements Handler {
    /** What the paths of a world begin with, before its id. */
    public static final String WORLDS = "/worlds/";

    private final FrontDoor first;
    private final Worlds worlds;

    /** Answers a request. */
    @FunctionalInterface
    public interface Door {
        /** @param rawPath as it is inside the environment, percent-encoded */
        void handle(ServerRequest request, ServerResponse response, String rawPath);
    }

    /** The worlds that there are. */
    @FunctionalInterface
    public interface Worlds {
        Worlds NONE = _ -> Optional.empty();

        Optional<Door> door(String id);
    }

    public Doors(FrontDoor first, Worlds worlds) {
        this.first = first;
        this.worlds = worlds;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        String path = request.prologue().uriPath().rawPath();
        if (!path.startsWith(WORLDS)) {
            first.handle(request, response, path);
            return;
        }
        int end = path.indexOf('/', WORLDS.length());
        String id = path.substring(WORLDS.length(), end < 0 ? path.length() : end);
        Optional<Door> world = worlds.door(id);
        if (world.isPresent() && end >= 0) {
            world.get().handle(request, response, path.substring(end));
        } else {
            // Which says that there is no such route.
            first.handle(request, response, path);
        }
    }
}
