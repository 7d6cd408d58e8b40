"""The official checker, with full shape inference, on every model in a folder."""
import json
import pathlib
import sys

import onnx

faults = []
paths = sorted(pathlib.Path(sys.argv[1]).glob("*.onnx"))
for path in paths:
    model = onnx.load(str(path))
    try:
        onnx.checker.check_model(model, full_check=True)
        inferred = onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True, data_prop=True)
        known = {info.name for info in [*inferred.graph.value_info, *inferred.graph.output]}
        missing = [name for node in inferred.graph.node for name in node.output if name not in known]
        if missing:
            raise ValueError(f"no type is inferred for {missing[:3]}")
    except Exception as error:  # whatever is wrong is what we want to know
        faults.append(f"{model.graph.name}, {len(model.graph.node)} nodes: {str(error)[:500]}")
print(json.dumps({"checked": len(paths), "faults": faults[:20]}))
