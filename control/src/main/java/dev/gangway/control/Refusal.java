package dev.gangway.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;

/** A request that is not carried out, and why, for whoever sent it. */
final class Refusal extends RuntimeException {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    Refusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    void answer(Context ctx) {
        answer(ctx, status, code, String.valueOf(getMessage()));
    }

    static void answer(Context ctx, int status, String code, String message) {
        ObjectNode body = JSON.createObjectNode().put("code", code).put("message", message);
        if (status == 401) {
            ctx.header("WWW-Authenticate", "Bearer");
        }
        ctx.status(status).contentType("application/json").result(body.toString());
    }
}
