"""Values for templates: one module for a page or a part, named like its template."""
