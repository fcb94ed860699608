package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Pages of registrations while the list changes, and what is still on its way. */
@OnSharedServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListsIT {
    private final Customer customer;

    ListsIT(Namestead server) {
        customer = server.sandbox().customer();
    }

    @BeforeAll
    void fourNamesAndOneOnItsWay() {
        for (String name : List.of("lists-b.com", "lists-d.com", "lists-f.com", "lists-h.com")) {
            customer.register(name).expect(201);
        }
        customer.register("lists-e-blocked.com").expect(202);
    }

    private static List<String> names(Answer page) {
        return StreamSupport.stream(page.result().spliterator(), false)
                .map(registration -> registration.path("domain_name").asString())
                .toList();
    }

    private List<String> all(String query) {
        var all = new ArrayList<String>();
        String cursor = "";
        do {
            Answer page = customer.get("/registrations?" + query + "&cursor=" + cursor)
                    .expect(200);
            all.addAll(names(page));
            JsonNode info = page.json().path("result_info");
            assertThat(info.path("count").asInt()).isEqualTo(page.result().size());
            cursor = info.path("cursor").asString();
        } while (!cursor.isEmpty());
        return all;
    }

    @Test
    void pendingRegistration_isListedAndSortsLastByExpiry() {
        assertThat(all("sort_by=registry_expires_at&per_page=2")).hasSize(5).endsWith("lists-e-blocked.com");
        assertThat(all("sort_by=name&per_page=2"))
                .containsExactly("lists-b.com", "lists-d.com", "lists-e-blocked.com", "lists-f.com", "lists-h.com");
    }

    @Test
    void nameThatArrivesBehindTheCursor_neitherRepeatsNorSkipsOthers() {
        Answer first = customer.get("/registrations?sort_by=name&per_page=2").expect(200);
        assertThat(names(first)).containsExactly("lists-b.com", "lists-d.com");
        String cursor = first.json().at("/result_info/cursor").asString();

        customer.register("lists-a.com").expect(201);
        List<String> rest = names(customer.get("/registrations?sort_by=name&per_page=50&cursor=" + cursor)
                .expect(200));

        assertThat(rest).containsExactly("lists-e-blocked.com", "lists-f.com", "lists-h.com");
    }

    @Test
    void cursor_servesOnlyTheOrderThatItWasMadeFor() {
        String cursor = customer.get("/registrations?sort_by=name&per_page=1")
                .expect(200)
                .json()
                .at("/result_info/cursor")
                .asString();

        assertThat(customer.get("/registrations?sort_by=registry_created_at&cursor=" + cursor)
                        .expect(400)
                        .message())
                .isEqualTo("Invalid pagination cursor");
        customer.get("/registrations?sort_by=name&per_page=50&cursor=" + cursor).expect(200);
    }
}
