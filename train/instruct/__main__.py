"""`torchrun --nproc-per-node N -m neuro_llm.train.instruct EXAMPLES --out OUT --work WORK ...`"""

import sys

from neuro_llm.main import main

if __name__ == "__main__":
    main(["train", "instruct", *sys.argv[1:]])
