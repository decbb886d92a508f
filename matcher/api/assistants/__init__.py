"""The matcher for assistants at `/mcp/`: the Model Context Protocol, one POST a call.

`protocol` reads a message and words an answer, `tools` says what may be called and does it,
`asking` puts our questions to the person through their client, `state` carries the answers between
two calls.
"""
