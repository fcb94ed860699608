package dev.namestead.acceptance;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Registrants as JSON, and what can be done to them. */
final class Contacts {
    private Contacts() {}

    /** A registrant that every registry takes. */
    static ObjectNode registrant() {
        return (ObjectNode) Api.JSON.readTree("""
                {
                  "email": "ada@example.org",
                  "phone": "+44.2071234567",
                  "fax": "+44.2071234568",
                  "postal_info": {
                    "name": "Ada King",
                    "organization": "Analytical Engines Ltd",
                    "address": {
                      "street": "12 St James's Square",
                      "city": "London",
                      "state": "London",
                      "postal_code": "SW1Y 4JH",
                      "country_code": "GB"
                    }
                  }
                }
                """);
    }

    /** A create of the name with a full contact. */
    static ObjectNode create(String name) {
        ObjectNode body = Api.JSON.createObjectNode().put("domain_name", name);
        body.putObject("contacts").set("registrant", registrant());
        return body;
    }

    /** Puts the JSON text at the pointer, whose parent must exist; null takes the field away. */
    static ObjectNode with(ObjectNode body, String pointer, String json) {
        int last = pointer.lastIndexOf('/');
        var parent = (ObjectNode) (last == 0 ? body : body.at(pointer.substring(0, last)));
        String field = pointer.substring(last + 1);
        if (json == null) {
            parent.remove(field);
        } else {
            parent.set(field, (JsonNode) Api.JSON.readTree(json));
        }
        return body;
    }
}
