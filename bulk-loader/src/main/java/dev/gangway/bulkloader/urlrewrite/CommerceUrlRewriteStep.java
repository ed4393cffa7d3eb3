package dev.gangway.bulkloader.urlrewrite;

import dev.gangway.bulkloader.step.CopiedRows;
import dev.gangway.bulkloader.step.RowCounts;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.handler.urlrewrite.UrlRewriteHandler;
import dev.gangway.core.plan.IntegrityFinding;
import java.sql.SQLException;
import java.util.List;

/**
 * Makes Magento 2's url rewrites from those of a commerce shop since 1.13, which are kept per entity and not per page of the
 * shop. They are put together in a work table of the state schema and written from there; the source is only read. Resumes at
 * the piece.
 */
public final class CommerceUrlRewriteStep implements Step {
    private final RewriteFormat format;

    private CommerceUrlRewriteStep(RewriteFormat format) {
        this.format = format;
    }

    /** For Commerce 1.13.0.0 and 1.13.0.1. */
    public static CommerceUrlRewriteStep of11300() {
        return new CommerceUrlRewriteStep(RewriteFormat.SEPARATE_OWNERS);
    }

    /** For Commerce 1.13.0.2 to 1.14.4.5. */
    public static CommerceUrlRewriteStep of11410() {
        return new CommerceUrlRewriteStep(RewriteFormat.OWN_STORE);
    }

    @Override
    public List<IntegrityFinding> integrity(StepContext context) throws SQLException {
        return new RewriteCheck(context, format).findings();
    }

    @Override
    public void data(StepContext context) throws SQLException, InterruptedException {
        context.keep(List.of(
                RewriteTarget.TABLE,
                UrlRewriteHandler.PRODUCT_CATEGORY,
                UrlKeys.Of.CATEGORY.target(),
                UrlKeys.Of.PRODUCT.target()));
        new RewriteLoad(context, format).run();
    }

    @Override
    public List<String> volume(StepContext context) throws SQLException {
        long found = RowCounts.of(context.target(), RewriteTarget.TABLE);
        return CopiedRows.mismatch(RewriteTarget.TABLE, RewriteLoad.collected(context), found).stream()
                .toList();
    }

    @Override
    public void rollback(StepContext context) throws SQLException {
        new RewriteLoad(context, format).takeBack();
    }
}
